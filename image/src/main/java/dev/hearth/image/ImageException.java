package dev.hearth.image;

import org.jspecify.annotations.Nullable;

/** An image could not be built or delivered; the message says to the user what happened and what to do next. */
public final class ImageException extends RuntimeException {

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
