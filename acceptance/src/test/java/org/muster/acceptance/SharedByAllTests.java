package org.muster.acceptance;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one of its kind to every test that asks for it; it is made for the first and closed after the last. */
abstract class SharedByAllTests<T> implements ParameterResolver {
    private final Class<T> type;
    private final Supplier<T> maker;

    SharedByAllTests(Class<T> type, Supplier<T> maker) {
        this.type = type;
        this.maker = maker;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(type.getName(), key -> maker.get(), type);
    }
}
