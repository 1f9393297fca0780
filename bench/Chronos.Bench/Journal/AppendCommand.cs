using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Engine;

namespace Chronos.Bench.Journal;

/// <summary>
/// <c>append</c>: what one record costs the engine thread, against a copy with a checksum of the same bytes and against
/// FileStream. All four take turns in each round; only the ratios within a round count.
/// </summary>
internal static class AppendCommand
{
    private const double FloorRatioMax = 1.6;
    private const double FileStreamRatioMin = 10;
    private const int RecordBytes = 256;
    private const int RecordsInCache = 64;
    private const int PassesPerRound = 16;
    private const int WarmRounds = 300;
    private const int WarmStretches = 4;

    public static int Run(BenchArguments arguments)
    {
        var report = new BenchReport
        {
            ["rounds"] = string.Create(CultureInfo.InvariantCulture, $"{arguments.Rounds} of {RecordsInCache * PassesPerRound} records a side"),
            ["where"] = $"{Machine.FileSystemOf("/dev/shm")}, each record published by itself",
        };
        RecordMix[] mixes = [RecordMix.OfLength(RecordBytes, RecordsInCache), RecordMix.OfEngine(arguments, RecordsInCache)];
        if (arguments.Pin)
        {
            ThreadAffinity.PinCurrentThread(Environment.ProcessorCount - 1);
        }

        using var sides = new AppendSides();
        for (var stretch = 0; stretch < WarmStretches; stretch++)
        {
            // Between stretches the JIT has time to put better code in place.
            Array.ForEach(mixes, mix => Measure(sides, mix, WarmRounds));
            Thread.Sleep(200);
        }

        foreach (var mix in mixes)
        {
            Judge(report, mix, Measure(sides, mix, arguments.Rounds));
        }

        return report.Print(arguments.Json);
    }

    private static Times Measure(AppendSides sides, RecordMix mix, int rounds)
    {
        var times = new Times(rounds);
        for (var round = 0; round < rounds; round++)
        {
            times.Ring[round] = TimeOf(() => sides.AppendToRing(mix));
            times.Floor[round] = TimeOf(() => sides.CopyAndChecksum(mix));
            times.Direct[round] = TimeOf(() => sides.WriteDirect(mix));
            times.Buffered[round] = TimeOf(() => sides.WriteBuffered(mix));
        }

        return times;
    }

    private static double TimeOf(Action pass)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < PassesPerRound; i++)
        {
            pass();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (PassesPerRound * RecordsInCache);
    }

    private static void Judge(BenchReport report, RecordMix mix, Times times)
    {
        var overFloor = Ratios(times.Ring, times.Floor);
        var direct = Ratios(times.Direct, times.Ring);
        report[$"{mix.Name}: nanoseconds a record, medians"] = string.Create(
            CultureInfo.InvariantCulture,
            $"ring {Spread.Median(times.Ring):F0}, copy and CRC {Spread.Median(times.Floor):F0}, "
            + $"FileStream {Spread.Median(times.Direct):F0}, buffered {Spread.Median(times.Buffered):F0}");
        report[$"{mix.Name}: ring / copy and CRC"] = Spread.Of(overFloor);
        report[$"{mix.Name}: FileStream / ring"] = Spread.Of(direct);
        report[$"{mix.Name}: FileStream buffered / ring"] = Spread.Of(Ratios(times.Buffered, times.Ring));
        report.Judge($"{mix.Name}, ring / copy and CRC <= {FloorRatioMax}", Spread.Median(overFloor), Spread.Median(overFloor) <= FloorRatioMax);
        report.Judge($"{mix.Name}, FileStream / ring >= {FileStreamRatioMin}", Spread.Median(direct), Spread.Median(direct) >= FileStreamRatioMin);
    }

    private static double[] Ratios(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a / b)];

    private sealed class Times(int rounds)
    {
        public double[] Ring { get; } = new double[rounds];

        public double[] Floor { get; } = new double[rounds];

        public double[] Direct { get; } = new double[rounds];

        public double[] Buffered { get; } = new double[rounds];
    }
}
