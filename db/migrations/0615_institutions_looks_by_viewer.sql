-- Who sees what shows with each disclosure how often its audience looked.
create index on institutions.looks (institution_id, viewer_id, subject, at);
