package mnist.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signals of the operating system. {@code sun.misc.Signal} is the one way to them, and every JDK has it; the compiler
 * warns of its name, so it is looked up at run time.
 */
final class Signals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /**
     * Returns whether the operating system has a signal: Windows knows nothing of HUP.
     *
     * @throws ReflectiveOperationException if this JVM reports no signals at all
     */
    static boolean exists(String name) throws ReflectiveOperationException {
        Constructor<?> signal = Class.forName(SIGNAL).getConstructor(String.class);
        try {
            signal.newInstance(name);
            return true;
        } catch (InvocationTargetException e) {
            return false;
        }
    }

    /**
     * Has an action run, on a thread of its own, whenever a signal comes. A signal that this process was started
     * to ignore, as by {@code nohup}, stays ignored.
     *
     * @param name without SIG, for example {@code INT}
     * @return puts back what happened before
     * @throws ReflectiveOperationException if this JVM cannot do that, or was told to leave signals alone
     */
    static Runnable handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName(SIGNAL);
        Class<?> handlerType = Class.forName(HANDLER);
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(action, arguments);
                    }
                    action.run();
                    return null;
                });
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        Method handle = signalType.getMethod("handle", signalType, handlerType);
        Object before = handle.invoke(null, signal, handler);
        return () -> putBack(handle, signal, before);
    }

    private static void putBack(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a signal that was handled can be handled", e);
        }
    }
}
