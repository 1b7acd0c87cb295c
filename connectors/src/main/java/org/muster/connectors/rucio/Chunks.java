package org.muster.connectors.rucio;

import java.util.ArrayList;
import java.util.List;

/** Cuts long lists into requests of bounded size. */
final class Chunks {
    private Chunks() {}

    static <T> List<List<T>> of(List<T> items, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            chunks.add(items.subList(from, Math.min(from + size, items.size())));
        }
        return chunks;
    }

    /** Fills requests with the children of many parents, at most {@code size} together. */
    static List<List<Attachment>> ofAttachments(List<Attachment> attachments, int size) {
        List<List<Attachment>> requests = new ArrayList<>();
        List<Attachment> request = new ArrayList<>();
        int room = size;
        for (Attachment attachment : attachments) {
            int from = 0;
            while (from < attachment.children().size()) {
                int to = Math.min(from + room, attachment.children().size());
                request.add(new Attachment(
                        attachment.parent(), attachment.children().subList(from, to)));
                room -= to - from;
                from = to;
                if (room == 0) {
                    requests.add(List.copyOf(request));
                    request.clear();
                    room = size;
                }
            }
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }
}
