import { type SQL, sql } from 'drizzle-orm';
import { runSeverities } from '../domain/events/run-event';

/** A line of the timeline as the store gives it; `record` is what its event is made of. */
export interface EventRow {
  readonly source: 'acknowledgement' | 'alarm' | 'finding' | 'health' | 'run';
  readonly record: unknown;
}

const list = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));

/**
 * Every record of the timeline with the same columns, as one query to select from. A finding that says what an alarm or
 * AWS Health says is left out where that is on record itself.
 */
export function everyEvent(): SQL {
  return sql`
    select 'finding' as source, f.finding_id collate "C" as key, f.since_ms as at_ms, f.closed_ms as ended_ms, 'finding' as kind,
           f.worst_severity as severity, f.account_id, f.region, 'none' as other_region, f.region as scope_region, f.workload_id,
           jsonb_build_object('finding', f.document || jsonb_build_object('since', f.since_ms), 'worstSeverity', f.worst_severity,
             'closed', case when f.closed_ms is null then to_jsonb('open'::text)
                       else jsonb_build_object('at', f.closed_ms, 'by', f.closed_by) end) as record
    from antipode.finding_history f
    where (f.code <> 'alarm-firing' or not exists (
            select 1 from antipode.alarm_history a
            where a.alarm_id = substr(f.finding_id, length(f.code) + 2) and a.since_ms = f.since_ms))
      and (f.code not in ('aws-health-issue', 'aws-planned-work') or not exists (
            select 1 from antipode.health_event_history h where h.event_id = substr(f.finding_id, length(f.code) + 2)))
    union all
    select 'alarm', a.alarm_id collate "C", a.since_ms, a.closed_ms, 'alarm',
           case when a.state = 'alarm' then 'warning' else 'notice' end, a.account_id, a.region, 'none', a.region, a.workload_id,
           jsonb_build_object('id', a.alarm_id, 'accountId', a.account_id, 'region', a.region, 'workloadId', a.workload_id,
             'name', a.name, 'reason', a.reason, 'state', a.state, 'since', a.since_ms, 'begins', a.begins,
             'closed', case when a.closed_ms is null then to_jsonb('open'::text)
                       else jsonb_build_object('at', a.closed_ms, 'exactly', a.closed_exactly) end)
    from antipode.alarm_history a
    union all
    select 'health', h.event_id collate "C", h.started_ms, h.ended_ms,
           case when h.category = 'scheduledChange' then 'planned-work' else 'health' end,
           case when h.category in ('issue', 'investigation') then 'warning' else 'notice' end,
           'none', h.region, 'none', h.region, 'none', h.document
    from antipode.health_event_history h
    union all
    select 'run', r.id collate "C", r.created_ms, r.ended_ms, 'run',
           case when r.state in (${list(runSeverities.critical)}) then 'critical'
                when r.state in (${list(runSeverities.warning)}) then 'warning' else 'notice' end,
           r.account_id, r.document ->> 'source', r.document ->> 'target', 'none', r.workload_id,
           r.document - array['route', 'steps', 'timeline', 'losses', 'estimate', 'overridden', 'clock', 'facts', 'allowedNow', 'approval']
             || jsonb_build_object('accountId', r.account_id)
    from antipode.execution r
    union all
    select 'acknowledgement', t.number::text collate "C", t.at_ms, t.at_ms, 'acknowledgement', 'notice',
           f.account_id, f.region, 'none', f.region, f.workload_id,
           jsonb_build_object('number', t.number, 'at', t.at_ms, 'actor', t.actor, 'note', coalesce(t.details ->> 'note', ''),
             'finding', jsonb_build_object('id', f.finding_id, 'sentence', f.document ->> 'sentence', 'accountId', f.account_id,
               'region', f.region, 'workloadId', f.workload_id))
    from antipode.audit_entry t
    join antipode.finding_history f on f.finding_id = t.target and f.since_ms = (t.details ->> 'since')::double precision
    where t.action = 'acknowledge-finding' and t.outcome = 'accepted'`;
}
