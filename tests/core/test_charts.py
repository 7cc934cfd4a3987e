from core.charts import bar_chart, share_chart


def test_bars_share_the_width_of_the_largest():
    chart = bar_chart("kinds", "Kinds", [("Client work", 8, "8"), ("Planning", 2, "2")])

    assert [(row.label, row.parts[0].width, row.text) for row in chart.rows] == [
        ("Client work", "88%", "8"),
        ("Planning", "22%", "2"),
    ]
    assert (chart.height, chart.legend) == (80, [])


def test_bars_without_a_value_draw_nothing():
    assert bar_chart("kinds", "Kinds", [("Client work", 0, "0")]) is None
    assert bar_chart("kinds", "Kinds", []) is None


def test_shares_fill_the_width_and_leave_out_rows_of_nothing():
    chart = share_chart("years", "Years", ["Client", "Planning"], [("2025", [0, 0], ""), ("2026", [1, 3], "25%")])

    assert [(part.x, part.width, part.tone) for part in chart.rows[0].parts] == [("0%", "22%", 1), ("22%", "66%", 2)]
    assert (len(chart.rows), chart.legend) == (1, [(1, "Client"), (2, "Planning")])


def test_widths_have_a_decimal_point_in_every_language():
    chart = bar_chart("a", "A", [("x", 3, "3"), ("y", 1, "1")])

    assert chart.rows[1].parts[0].width == "29.33%"
