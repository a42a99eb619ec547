package mnist.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.space.Scale;

/**
 * An axis of a picture: where values stand on it, and where it has ticks.
 *
 * @param title beside it
 * @param scale how values are laid out
 * @param names of {@link Scale#NAMES}, in their order
 */
public record PlotAxis(String title, Scale scale, List<String> names) {
    /** So many values that were tried each get a tick; of more, round numbers do. */
    private static final int MOST_TRIED = 12;

    private static final int FEWEST_TICKS = 3;

    /** Copies the list. */
    public PlotAxis {
        names = List.copyOf(names);
    }

    /** Returns where a value stands. */
    double place(String value) {
        return switch (scale) {
            case LINEAR -> Double.parseDouble(value);
            case LOGARITHMIC -> Math.log10(Double.parseDouble(value));
            case NAMES -> names.indexOf(value);
        };
    }

    /** Returns the ticks, in order of their places: each value where few were tried, else round numbers. */
    List<PlotTicks.Tick> ticks(List<String> values, boolean tried) {
        List<String> distinct = values.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(this::place))
                .toList();
        if (scale == Scale.NAMES || tried && distinct.size() <= MOST_TRIED) {
            return distinct.stream().map(this::tick).toList();
        }
        double low = Double.parseDouble(distinct.get(0));
        double high = Double.parseDouble(distinct.get(distinct.size() - 1));
        List<String> round = scale == Scale.LOGARITHMIC ? powers(low, high) : List.of();
        return (round.size() < FEWEST_TICKS ? steps(low, high) : round)
                .stream().map(this::tick).toList();
    }

    private PlotTicks.Tick tick(String value) {
        return new PlotTicks.Tick(place(value), value);
    }

    /** 1, 2 and 5 times powers of ten, from low to high. */
    private static List<String> powers(double low, double high) {
        List<String> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                BigDecimal tick = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                if (tick.doubleValue() >= low && tick.doubleValue() <= high) {
                    ticks.add(tick.toPlainString());
                }
            }
        }
        return ticks;
    }

    /** Multiples of 1, 2 or 5 times a power of ten, between three and about eight of them. */
    private static List<String> steps(double low, double high) {
        if (high <= low) {
            return List.of(new BigDecimal(low)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toPlainString());
        }
        double rough = (high - low) / 8;
        int power = (int) Math.floor(Math.log10(rough));
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
        int times = rough / unit.doubleValue() <= 2 ? 2 : rough / unit.doubleValue() <= 5 ? 5 : 10;
        BigDecimal step = unit.multiply(BigDecimal.valueOf(times));
        List<String> ticks = new ArrayList<>();
        BigDecimal tick = step.multiply(BigDecimal.valueOf((long) Math.ceil(low / step.doubleValue())));
        for (; tick.doubleValue() <= high; tick = tick.add(step)) {
            ticks.add(tick.stripTrailingZeros().toPlainString());
        }
        return ticks;
    }
}
