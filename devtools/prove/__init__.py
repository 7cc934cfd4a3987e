"""What the product promises, tried over real servers; each module returns its figures as a dict."""
