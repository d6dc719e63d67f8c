-- What the monitoring counts every few seconds, from indexes that stay as small as what they count.
CREATE INDEX outbox_message_dead ON outbox_message (id) WHERE state = 'dead';
CREATE INDEX offer_queued ON offer (id) WHERE state = 'queued';
