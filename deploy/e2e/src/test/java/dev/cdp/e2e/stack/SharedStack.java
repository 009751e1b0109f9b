package dev.cdp.e2e.stack;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Stack} of the run: started for the first, stopped after the last; or the one
 * that runs already in the folder {@code -Dcdp.e2e.home} and stays.
 */
public final class SharedStack implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Stack.class, key -> open(), Stack.class);
    }

    private static Stack open() {
        String home = System.getProperty("cdp.e2e.home", "");
        return home.isEmpty()
                ? Stack.start("shared")
                : Stack.running(Path.of(home).toAbsolutePath());
    }
}
