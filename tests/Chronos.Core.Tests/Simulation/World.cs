using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Policies;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Simulation;

/// <summary>What outlives the processes of a run: disk, wall clock, venue, history, and what must be found again after a fault.</summary>
internal sealed class World : IDisposable
{
    public const int SegmentBytes = 48 * 1024;
    public const int RingBytes = 64 * 1024;

    private readonly TextWriter? _trace;

    public World(ulong seed, string root, Sabotage sabotage, TextWriter? trace)
    {
        Seed = seed;
        Sabotage = sabotage;
        Root = root;
        _trace = trace;
        Draw = new Draw(seed);
        Plan = new FaultPlan(Draw.Fork(), Tally);
        Durability = sabotage != Sabotage.None || Draw.Below(3) != 0 ? Durability.Disk : Durability.Process;
        Data = Path.Combine(root, "data");
        RingDirectory = Path.Combine(root, "ring");
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(RingDirectory);
        Disk = new SimulatedDisk(Data, Draw.Fork(), Plan, sabotage);
        Options = new JournalOptions
        {
            DataDirectory = Data,
            RingDirectory = RingDirectory,
            SegmentBytes = SegmentBytes,
            RingBytes = RingBytes,
            Durability = Durability,
        };
        FirstPolicy = SimulatedPolicies.Of(1, 300, waits: Draw.Below(3) == 0);
        Watch = new VenueWatch(this);
        Venue = new SimulatedVenue(Draw.Fork(), Plan, Watch);
    }

    public ulong Seed { get; }

    public Sabotage Sabotage { get; }

    public string Root { get; }

    public string Data { get; }

    public string RingDirectory { get; }

    public string RingFile => Path.Combine(RingDirectory, JournalFiles.RingName);

    public Durability Durability { get; }

    public Draw Draw { get; }

    public Tally Tally { get; } = new();

    public FaultPlan Plan { get; }

    public SimulatedDisk Disk { get; }

    public JournalOptions Options { get; }

    /// <summary>The policy the first process begins with.</summary>
    public Policy FirstPolicy { get; }

    public SimulatedVenue Venue { get; }

    public VenueWatch Watch { get; }

    public History History { get; } = new();

    public KeyRing Keys { get; } = new(new SealKey(1, SHA256.HashData("seal"u8)));

    public LatencyHistogram Latency { get; } = new();

    public LatencyWindow Latencies { get; } = new();

    /// <summary>The wall clock, which may jump.</summary>
    public long WallNanos { get; set; } = PipelineFixture.Start;

    /// <summary>Steps taken.</summary>
    public int Step { get; set; }

    /// <summary>The process that runs; null while none does.</summary>
    public SimulatedProcess? Process { get; set; }

    /// <summary>Last sequence that must be found where the ring is still there.</summary>
    public long WrittenFloor { get; set; }

    /// <summary>Last sequence that must be found whatever has happened.</summary>
    public long SyncedFloor { get; set; }

    /// <summary>Highest term anything was ever sent or synced under.</summary>
    public uint LastEpoch { get; set; }

    public ulong NextProposal { get; set; } = 1;

    public ulong NextCommand { get; set; } = 1;

    public ulong NextVote { get; set; } = 1;

    /// <summary>Ends the run: an oracle objects.</summary>
    public SimulationFailure Fail(string oracle, string what) =>
        new($"{oracle}: {what} (seed {Seed}, step {Step}{(Sabotage == Sabotage.None ? $"; the journal is left in {Root}" : "")})");

    /// <summary>Fails the run unless a condition holds.</summary>
    public void Require(bool condition, string oracle, Func<string> what)
    {
        if (!condition)
        {
            throw Fail(oracle, what());
        }
    }

    /// <summary>Writes a line to the step log, where one is kept.</summary>
    public void Trace(string what) => _trace?.WriteLine($"{Step,4} {what}");

    public void Dispose()
    {
        Process?.Dispose();
        Keys.Dispose();
    }
}
