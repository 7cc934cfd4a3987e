"""What pages, documents and files say of a workshop day; nothing here writes."""
