package org.muster.protocol.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text of a body has a character that nothing can keep; its path says which text. */
public final class UnfitText extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    UnfitText(JsonParser parser, String character) {
        super(parser, "has a character that no text may have, " + character);
    }
}
