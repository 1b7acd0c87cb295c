package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.muster.sandbox.rucio.http.CallerAccount;

/** Registers files with a replica on an RSE, as attaching with an {@code rse} asks for. */
public interface FileRegistration {

    void register(CallerAccount caller, String rse, List<JsonNode> files);
}
