package dev.hearth.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test that needs a real Kubernetes; {@code -Dhearth.e2e=off} is the only way around it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(WhatProgramsSaid.class)
@DisabledIfSystemProperty(named = "hearth.e2e", matches = "off", disabledReason = "switched off by -Dhearth.e2e=off")
@interface RealKubernetes {}
