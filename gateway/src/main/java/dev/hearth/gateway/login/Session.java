package dev.hearth.gateway.login;

import java.time.Instant;

/**
 * A login.
 *
 * @param guard what forms and scripts of our own pages repeat, and no other site knows
 * @param end when it is over, whatever happens
 */
public record Session(Identity identity, String guard, Instant end) {}
