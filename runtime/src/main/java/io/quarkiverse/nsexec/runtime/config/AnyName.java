package io.quarkiverse.nsexec.runtime.config;

import java.io.Serial;
import java.io.Serializable;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * Takes every text as the name in a map, also the empty one: which names are right is for the rules to say, and what does not
 * convert would end in an exception of its own before they are asked.
 */
public final class AnyName implements Converter<String>, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String name) {
        return name;
    }
}
