-- Addresses as a stranger to the town finds them: whoever states a postal code or a municipality beside an address
-- often leaves both out of it, and parcels, mails and calendars go by the address alone.

-- An address with its prefecture and municipality before it, however much of them its writer put there: some write the
-- ward without its city, and the town without its district or island. A town's name elsewhere is that of its hall, and
-- any other ending of it (本町 in 田原本町) a part of the town. Without a known municipality it is left as it is.
CREATE FUNCTION kodan_whole_address(municipality_code char(5), address text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(
        (
            SELECT CASE
                       WHEN starts_with(address, prefecture.name) THEN address
                       WHEN strpos(replace(address, ' ', ''), '郡' || place.name) > 0
                            OR strpos(replace(address, ' ', ''), '島' || place.name) > 0
                            OR starts_with(address, place.name)
                       THEN prefecture.name || address
                       WHEN starts_with(address, short.name)
                       THEN prefecture.name || left(place.name, -length(short.name)) || address
                       ELSE prefecture.name || place.name || address
                   END
              FROM municipality AS place
              JOIN prefecture ON prefecture.code = place.prefecture_code
             CROSS JOIN LATERAL (
                 SELECT coalesce(
                     substring(place.name FROM '^[^市]+市(.+区)$'),
                     substring(place.name FROM '^.+郡(.+[町村])$'),
                     substring(place.name FROM '^.+島(.+[町村])$')
                 ) AS name
             ) AS short
             WHERE place.code = municipality_code
        ),
        address
    );
