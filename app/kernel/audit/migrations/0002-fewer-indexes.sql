-- Nothing asks for events by the actor's id; every index is paid for in every change.
drop index audit_event_actor;
