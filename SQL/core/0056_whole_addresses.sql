-- Addresses as a stranger to the town finds them: whoever states a postal code or a municipality beside an address often
-- leaves both out of it, and parcels, mails and calendars go by the address alone.

-- An address with its prefecture and municipality before it, however much of them its writer put there; of a city's ward
-- some write the ward only, and some the district or the island before their town. A town's name elsewhere is that of its
-- hall. Without a known municipality it is left as it is.
CREATE FUNCTION kodan_whole_address(municipality_code char(5), address text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(
        (
            SELECT CASE
                       WHEN starts_with(address, prefecture.name) THEN address
                       WHEN strpos(replace(address, ' ', ''), '郡' || place.name) > 0
                            OR strpos(replace(address, ' ', ''), '島' || place.name) > 0
                       THEN prefecture.name || address
                       ELSE prefecture.name || left(place.name, length(place.name) - coalesce((
                           SELECT max(size)
                             FROM generate_series(2, length(place.name)) AS size
                            WHERE right(place.name, size) = left(address, size)
                       ), 0)) || address
                   END
              FROM municipality AS place
              JOIN prefecture ON prefecture.code = place.prefecture_code
             WHERE place.code = municipality_code
        ),
        address
    );
