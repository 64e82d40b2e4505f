/** A job whose process died is taken up again after this long without a sign of life, s. */
export const heartbeat = { heartbeatSeconds: 30 };
