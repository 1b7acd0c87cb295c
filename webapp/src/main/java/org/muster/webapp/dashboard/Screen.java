package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page in the making. What an outside system does not answer is left out and said in a banner, so that the rest of the page
 * still serves; a download is whole or refused.
 */
final class Screen {
    private final Address address;
    private final String template;
    private final Map<String, Object> model = new LinkedHashMap<>();
    private final Map<String, PageTable> tables = new LinkedHashMap<>();
    private final List<ExternalSystemUnavailable> silent = new ArrayList<>();

    Screen(Address address, String template, String title) {
        this.address = address;
        this.template = template;
        model.put("title", title);
        model.put("address", address);
        model.put("tables", tables);
    }

    Screen with(String name, Object value) {
        model.put(name, value);
        return this;
    }

    Screen with(PageTable table) {
        tables.put(table.id(), table);
        return this;
    }

    /** The answer, or empty and a banner. */
    <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ExternalSystemUnavailable e) {
            silent.add(e);
            return Optional.empty();
        }
    }

    ModelAndView show() {
        if (address.format().isPresent()) {
            return download(address.format().get());
        }
        model.put(
                "silent",
                silent.stream().map(ExternalSystemUnavailable::system).collect(Collectors.toCollection(TreeSet::new)));
        return new ModelAndView(template, model);
    }

    private ModelAndView download(TableDownload.Format format) {
        for (ExternalSystemUnavailable system : silent) {
            throw system;
        }
        PageTable table = address.table()
                .map(tables::get)
                .or(() -> tables.values().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("there is no such table on this page"));
        return new ModelAndView(new TableDownload(table, format));
    }
}
