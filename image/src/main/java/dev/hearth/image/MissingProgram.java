package dev.hearth.image;

/**
 * Something that a build needs and that this machine does not have.
 *
 * @param name what it is called, for example {@code mmdebstrap}
 * @param debianPackage the package of Debian and Ubuntu that brings it
 */
public record MissingProgram(String name, String debianPackage) {}
