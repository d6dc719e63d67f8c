-- When a mail that tells the payee of a notice was put in the outbox, in the transaction that issued it. From then on
-- silence may become consent; a notice of which nobody was told is handed over. It is kept as the rest of the notice is.
ALTER TABLE payment_notice
    ADD COLUMN told_at timestamptz CONSTRAINT payment_notice_told CHECK (told_at >= issued_at);
