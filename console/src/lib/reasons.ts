import { words } from './format'

/** Why an event went no further, where the service's own code is too short for people. */
const DROPPED: Record<string, string> = {
  not_connected: 'no connection goes from its source to this destination',
  disabled: 'the connection is off',
  filtered: 'the connection does not let such events pass',
  sampled: 'outside the share that the connection lets pass',
  no_consent: 'without the consent that the connection needs',
  function: 'a function of the connection dropped it',
  seen_before: 'an event with this message id had come before',
  superseded: 'a later record of the same event took its place',
  retry: 'a function asked to be tried again',
  paused: 'the connection is paused, it waits in Kafka',
  busy: 'functions of its source are behind, it waits in Kafka',
}

/** A reason in words. */
export function reasonText(reason: string) {
  return DROPPED[reason] ?? words(reason).toLowerCase()
}
