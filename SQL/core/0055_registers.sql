-- The registers of presenters and organizations leave the house as tables; they belong to no month and no year.
ALTER TABLE export_run
    DROP CONSTRAINT export_run_kind,
    ADD CONSTRAINT export_run_kind CHECK (kind IN (
        'honorarium_list', 'honorarium_list_cp932', 'honorarium_list_json', 'honorarium_list_xlsx', 'payment_notices',
        'journal', 'tax_slip', 'payment_records', 'accrued_list', 'transaction_search', 'presenter_register',
        'organization_register')),
    DROP CONSTRAINT export_run_period,
    ADD CONSTRAINT export_run_period CHECK (
        num_nonnulls(month, year) = 1
        OR kind IN ('transaction_search', 'presenter_register', 'organization_register'));
