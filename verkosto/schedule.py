"""What beat does by the clock: each task is safe to run twice, and a stop of beat costs none of it."""

from typing import Any

from celery.schedules import crontab


def beat_schedule(sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """``CELERY_BEAT_SCHEDULE``. Plain numbers are seconds."""
    return {
        "clear-sessions": {"task": "core.clear_sessions", "schedule": 60 * 60},
        "clear-previews": {"task": "core.clear_previews", "schedule": 60 * 60},
        # Once a day; asked for each hour, so that a stop over the night costs no day and a fault is tried again.
        "retain": {"task": "core.retain", "schedule": 60 * 60},
        "sweep-keys": {"task": "core.sweep_keys", "schedule": 60 * 60},
        "forget-codes": {"task": "bank.forget_codes", "schedule": 60 * 60},
        # One mail a day, of what came before seven; asked for each hour of the day, so that a stop costs no digest.
        "queue-digests": {"task": "network.queue_digests", "schedule": crontab(hour="7-21", minute=5)},
        # A group's new name is shown from its day on; looked at each hour, so that a stop over midnight costs no day.
        "follow-group-names": {"task": "network.follow_group_names", "schedule": 60 * 60},
        # Each is sent once, on its day or as soon as the work goes on.
        # Once a day is enough; a reminder that fell into a stop goes out the next morning.
        "remind-of-actions": {"task": "meetings.remind_of_actions", "schedule": crontab(hour=7, minute=30)},
        "remind-of-attachments": {"task": "meetings.remind_of_attachments", "schedule": 60 * 60},
        "remind-of-calls": {"task": "structure.remind_of_calls", "schedule": crontab(hour=7, minute=50)},
        "ask-of-next-steps": {"task": "workshops.ask_of_next_steps", "schedule": crontab(hour=7, minute=55)},
        # On 31 January, or as soon after it as the work goes on.
        "freeze-last-year": {"task": "bank.freeze_last_year", "schedule": crontab(hour=3, minute=40)},
        "remind-of-feedback": {"task": "bank.remind_of_feedback", "schedule": crontab(hour=7, minute=45)},
        "remind-of-invitations": {"task": "bank.remind_of_invitations", "schedule": crontab(hour=7, minute=40)},
        # New rows of the logs become links of their hash chains.
        "seal-logs": {"task": "core.seal_logs", "schedule": 60, "options": {"expires": 60}},
        "sweep-jobs": {
            "task": "core.sweep_jobs",
            "schedule": sweep_seconds,
            "options": {"expires": sweep_seconds},
        },
    }
