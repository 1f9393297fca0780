using System.Globalization;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>What was asked for on the command line. A wrong argument throws <see cref="ArgumentException"/> naming it.</summary>
internal sealed class BenchArguments
{
    /// <summary>Proposals a second, open loop.</summary>
    public int Rate { get; private init; } = 100_000;

    /// <summary>Seconds measured, of each side.</summary>
    public double Seconds { get; private init; } = 5;

    /// <summary>Rounds of each side; the sides alternate.</summary>
    public int Rounds { get; private init; }

    /// <summary>Where the journal's segments go; a directory of its own is made below it.</summary>
    public string DataDirectory { get; private init; } = Path.GetTempPath();

    /// <summary>Slots of the ring, a power of two; the default is the engine's.</summary>
    public int RingSize { get; private init; }

    /// <summary>How the engine thread waits.</summary>
    public WaitStrategyKind Wait { get; private init; } = WaitStrategyKind.BusySpin;

    /// <summary>Bind the producer to the first processor and the engine thread to the last.</summary>
    public bool Pin { get; private init; } = true;

    /// <summary>Replay the journal afterwards, comparing every decision and recomputing every seal.</summary>
    public bool Verify { get; private init; }

    /// <summary>Records of history to start from.</summary>
    public long Records { get; private init; }

    /// <summary>Records of it behind the snapshot.</summary>
    public long Tail { get; private init; }

    /// <summary>Part of the name of the variants to run; all when it is empty.</summary>
    public string Only { get; private init; } = "";

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; private init; }

    public static BenchArguments Parse(ReadOnlySpan<string> arguments, int defaultRounds, long defaultRecords = 10_000_000)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            values[name] = name switch
            {
                "--json" or "--verify" or "--no-pin" => "true",
                "--rate" or "--seconds" or "--rounds" or "--data-dir" or "--wait" or "--ring" or "--only"
                    or "--records" or "--tail" when i + 1 < arguments.Length => arguments[++i],
                _ => throw new ArgumentException($"unknown or incomplete argument '{name}'"),
            };
        }

        return new BenchArguments
        {
            Rate = (int)Number(values, "--rate", 100_000, 1, 10_000_000),
            Seconds = Number(values, "--seconds", 5, 0.1, 3600),
            Rounds = (int)Number(values, "--rounds", defaultRounds, 1, 100_000),
            RingSize = (int)Number(values, "--ring", 2048, 64, 1 << 20),
            DataDirectory = values.GetValueOrDefault("--data-dir", Path.GetTempPath()),
            Wait = Enum.TryParse<WaitStrategyKind>(values.GetValueOrDefault("--wait", "BusySpin"), ignoreCase: true, out var wait)
                ? wait
                : throw new ArgumentException("--wait is BusySpin, Yielding, Sleeping or Blocking"),
            Pin = !values.ContainsKey("--no-pin"),
            Records = (long)Number(values, "--records", defaultRecords, 10_000, 1_000_000_000),
            Tail = (long)Number(values, "--tail", 100_000, 0, 1_000_000_000),
            Verify = values.ContainsKey("--verify"),
            Only = values.GetValueOrDefault("--only", ""),
            Json = values.ContainsKey("--json"),
        };
    }

    private static double Number(Dictionary<string, string> values, string name, double fallback, double low, double high)
    {
        if (!values.TryGetValue(name, out var text))
        {
            return fallback;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw new ArgumentException($"{name} is a number from {low} to {high}, not '{text}'");
    }
}
