import KodanTestSupport
import Postgres

/// Every rule that a saved proposal breaks by the rows of the database, `request presenter rule`.
///
/// Written in SQL alone: it shares nothing with the matcher, and lectures count wherever they come from.
let brokenRules: SQL = """
    WITH bound AS (
        SELECT presenter_id, request_id, during, (lower(during) AT TIME ZONE 'Asia/Tokyo')::date AS day
          FROM assignment
         WHERE state IN ('confirmed', 'reconfirmed', 'delivered')
        UNION ALL
        SELECT offer.presenter_id, offer.request_id, slot.during,
               (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
          FROM offer
          JOIN request_slot AS slot ON slot.id = offer.slot_id
         WHERE offer.state IN ('queued', 'sent')
    ), row AS (
        SELECT proposal.request_id, proposal.presenter_id, proposal.online, proposal.travel_minutes AS travel,
               slot.round, lower(slot.during) AT TIME ZONE 'Asia/Tokyo' AS starts,
               upper(slot.during) AT TIME ZONE 'Asia/Tokyo' AS ends,
               (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date AS day
          FROM match_proposal AS proposal
          JOIN request_slot AS slot ON slot.id = proposal.slot_id
    ), fact AS (
        SELECT row.*, row.starts - make_interval(mins => row.travel) AS leaves,
               row.ends + make_interval(mins => row.travel) AS returns,
               extract(epoch FROM row.starts - row.day)::integer / 60 AS from_minute,
               extract(epoch FROM row.ends - row.day)::integer / 60 AS to_minute,
               request.organization_id, request.programme_id, request.topic_code, request.place,
               request.round AS present_round, request.state AS request_state, presenter.state AS presenter_state,
               presenter.accepts_online, presenter.reach_minutes, presenter.monthly_cap, presenter.yearly_cap
          FROM row
          JOIN lecture_request AS request ON request.id = row.request_id
          JOIN presenter ON presenter.id = row.presenter_id
    )
    SELECT concat_ws(' ', request_id, presenter_id, rule)
      FROM fact
     CROSS JOIN LATERAL (VALUES
            ('request', request_state <> 'matched' OR round <> present_round),
            ('twice', (SELECT count(*) FROM bound WHERE bound.request_id = fact.request_id) <> 1),
            ('status', presenter_state <> 'active'),
            ('qualification',
             EXISTS (SELECT FROM programme_qualification AS wanted WHERE wanted.programme_id = fact.programme_id)
             AND NOT EXISTS (
                 SELECT FROM programme_qualification AS wanted
                   JOIN presenter_qualification AS held USING (qualification_code)
                  WHERE wanted.programme_id = fact.programme_id
                    AND held.presenter_id = fact.presenter_id
                    AND coalesce(held.expires_on, 'infinity') >= fact.day
             )),
            ('topic', NOT EXISTS (
                SELECT FROM presenter_topic AS skill
                 WHERE skill.presenter_id = fact.presenter_id AND skill.topic_code = fact.topic_code
            )),
            ('availability', NOT coalesce((
                SELECT range_agg(hours.minutes) @> int4range(fact.from_minute, fact.to_minute)
                  FROM presenter_hours AS hours
                 WHERE hours.presenter_id = fact.presenter_id AND hours.weekday = extract(isodow FROM fact.day)
            ), false)),
            ('blackout', EXISTS (
                SELECT FROM presenter_blackout AS blackout
                 WHERE blackout.presenter_id = fact.presenter_id AND blackout.days @> fact.day
            )),
            ('booked', (
                SELECT count(*) FROM bound WHERE bound.presenter_id = fact.presenter_id AND bound.day = fact.day
            ) <> 1),
            ('month', (
                SELECT count(*) FROM bound
                 WHERE bound.presenter_id = fact.presenter_id
                   AND date_trunc('month', bound.day) = date_trunc('month', fact.day)
            ) > monthly_cap),
            ('year', (
                SELECT count(*) FROM bound
                 WHERE bound.presenter_id = fact.presenter_id
                   AND extract(year FROM bound.day - interval '3 months')
                       = extract(year FROM fact.day - interval '3 months')
            ) > yearly_cap),
            ('excluded', EXISTS (
                SELECT FROM presenter_exclusion AS pair
                 WHERE pair.presenter_id = fact.presenter_id AND pair.organization_id = fact.organization_id
            ) OR EXISTS (
                SELECT FROM request_exclusion AS pair
                 WHERE pair.presenter_id = fact.presenter_id AND pair.request_id = fact.request_id
            )),
            ('membership', EXISTS (
                SELECT FROM presenter_organization AS membership
                 WHERE membership.presenter_id = fact.presenter_id
                   AND membership.organization_id = fact.organization_id
                   AND membership.valid @> fact.day
            ) OR EXISTS (
                SELECT FROM organization_member AS member
                  JOIN presenter ON presenter.user_id = member.user_id
                 WHERE presenter.id = fact.presenter_id
                   AND member.organization_id = fact.organization_id
                   AND member.valid @> fact.day
            )),
            ('refused', EXISTS (
                SELECT FROM offer
                 WHERE offer.request_id = fact.request_id AND offer.presenter_id = fact.presenter_id
                   AND offer.state IN ('declined', 'expired')
            ) OR EXISTS (
                SELECT FROM assignment
                 WHERE assignment.request_id = fact.request_id AND assignment.presenter_id = fact.presenter_id
                   AND assignment.state IN ('released', 'no_show') AND assignment.ended_by = 'presenter'
            )),
            ('place', CASE WHEN online THEN place = 'venue' OR NOT accepts_online ELSE place = 'online' END),
            ('reach', NOT online AND travel > reach_minutes),
            ('day trip', leaves::date <> day OR (returns - interval '1 minute')::date <> day)
           ) AS broken (rule, is_broken)
     WHERE is_broken
     ORDER BY request_id, rule
    """
