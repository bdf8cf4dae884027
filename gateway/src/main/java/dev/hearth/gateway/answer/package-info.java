/** How the gateway itself answers: pages from templates, JSON, redirects, and problems in words. */
@NullMarked
package dev.hearth.gateway.answer;

import org.jspecify.annotations.NullMarked;
