-- Answers that held a secret were kept under their idempotency key, in the clear. They are not any more; what was goes.
set local role dijkwacht_system;
delete from platform.idempotency where response::text ~ '"(secret|token|recoveryCodes|link)":';
reset role;
