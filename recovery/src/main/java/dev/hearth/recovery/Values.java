package dev.hearth.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Spark's objects as bytes, and their names as keys of a Secret. */
final class Values {
    /**
     * What a master's memory consists of. Whoever can write to the Secrets could otherwise have the master run any code:
     * deserialising calls methods of whatever class the bytes name.
     */
    static final ObjectInputFilter ONLY_SPARK = ObjectInputFilter.Config.createFilter(
            "maxdepth=200;maxrefs=1000000;maxbytes=16777216;maxarray=1000000;org.apache.spark.**;scala.**;java.lang.*;"
                    + "java.util.*;java.util.concurrent.*;java.math.*;java.net.URI;java.time.*;!*");

    private static final int LONGEST_KEY = 253;

    private Values() {}

    static byte[] write(Object object) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException("Spark's " + object.getClass().getName() + " cannot be serialised", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not those of Spark's objects, in this version of Spark */
    static Object read(byte[] bytes) throws IOException {
        InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes));
        try (var in = new ObjectInputStream(inflated)) {
            in.setObjectInputFilter(ONLY_SPARK);
            return in.readObject();
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new IOException(e);
        }
    }

    /** A Secret's keys have letters, digits, '-', '_' and '.'; the names of applications may have anything. */
    static String key(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        if (plain.equals(name) && name.length() <= LONGEST_KEY) {
            return name;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return plain.substring(0, Math.min(plain.length(), 200)) + "."
                    + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
