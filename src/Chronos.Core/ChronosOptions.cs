using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Venues;

namespace Chronos.Core;

/// <summary>Everything an engine is made of. Validated together when it is created; read once.</summary>
public sealed class ChronosOptions
{
    /// <summary>All limits, mandates and instruments. Required. A journal that holds an older version gets this one as a change.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The keys orders are sealed with. Required: no key, no engine. The engine does not dispose it.</summary>
    public required KeyRing Keys { get; init; }

    /// <summary>Where the journal is kept and when decisions may leave. Required.</summary>
    public required JournalOptions Journal { get; init; }

    /// <summary>One venue for each venue of the policy, by name. Required.</summary>
    public required IReadOnlyList<IVenue> Venues { get; init; }

    /// <summary>Keys of the operators by name, 32 bytes or more each; the policy names everyone who may be here. Without one nobody can arm. Default none.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Operators { get; init; } =
        new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>
    /// Keys of the approvers outside the engine by name, 32 bytes or more each; the policy names everyone who may be here.
    /// Without a key here a vote cannot be cast. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Approvers { get; init; } =
        new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>What stands behind the venues. Default Paper. Live needs venues that are not simulated, the others ones that are.</summary>
    public EngineMode Mode { get; init; } = EngineMode.Paper;

    /// <summary>The governance stage: the policy's.</summary>
    public EngineStage Stage => Policy.Stage;

    /// <summary>Slots of the ring, a power of two from 64 to 1 048 576. Default 2048: half a megabyte, which stays in a near cache and absorbs a burst.</summary>
    public int RingSize { get; init; } = 2048;

    /// <summary>How the engine thread waits for events. Default Blocking, which costs no processor while idle; BusySpin where it has a core to itself, and then uses idle time to keep the decision path in the caches.</summary>
    public WaitStrategyKind WaitStrategy { get; init; } = WaitStrategyKind.Blocking;

    /// <summary>How venue threads wait. Default Blocking.</summary>
    public WaitStrategyKind VenueWaitStrategy { get; init; } = WaitStrategyKind.Blocking;

    /// <summary>Processor the engine thread is bound to; null leaves that to the system. Linux only. Default null.</summary>
    public int? EngineCpu { get; init; }

    /// <summary>Orders that may work at a time, 1 to 1 048 576. Default 16 384. Recorded in the journal.</summary>
    public int WorkingOrdersMax { get; init; } = 16_384;

    /// <summary>
    /// How far below a strategy's highest proposal id a lower one is still told new from used; a power of two from 16
    /// to 65 536. Default 1024. Recorded in the journal.
    /// </summary>
    public int ProposalWindow { get; init; } = 1024;

    /// <summary>Decisions a feed holds for a slow reader, a power of two from 16 to 1 048 576. Default 1024.</summary>
    public int FeedSize { get; init; } = 1024;

    /// <summary>Callers that can wait for a decision at a time, a power of two from 1 to 65 536. Default 1024.</summary>
    public int WaitingCallersMax { get; init; } = 1024;

    /// <summary>Time between timer ticks in milliseconds, 0 for none (somebody else ticks), to 60 000. Default 100.</summary>
    public int TickMillis { get; init; } = 100;

    /// <summary>
    /// What the follower does that decides everything again behind the engine and halts it at the first difference; null for
    /// none. Default null: it takes a processor of its own while there is much to decide.
    /// </summary>
    public FollowerOptions? Follower { get; init; }

    /// <summary>
    /// Whether a start restores the newest good snapshot and decides only what came after again. Default true; false reads
    /// and decides the whole journal.
    /// </summary>
    public bool StartsFromSnapshot { get; init; } = true;

    /// <summary>Engine time. Default the machine's clock; recorded data brings its own.</summary>
    public IClock Clock { get; init; } = new SystemClock();

    /// <summary>
    /// Options for trying things: a paper venue for every venue of the policy, a seal key kept in the data directory (made
    /// when missing), everything else at its default.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="dataDirectory">Where the journal is kept; made when missing.</param>
    /// <param name="operators">Who may arm.</param>
    public static ChronosOptions Paper(Policy policy, string dataDirectory, params ReadOnlySpan<OperatorKey> operators)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDirectory);
        Directory.CreateDirectory(dataDirectory);
        var keyFile = Path.Combine(dataDirectory, "seal.key");
        if (!File.Exists(keyFile))
        {
            SealKeyFile.Create(keyFile, keyId: 1);
        }

        var keys = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var one in operators)
        {
            keys.Add(one.Name, one.Secret);
        }

        return new ChronosOptions
        {
            Policy = policy,
            Keys = SealKeyFile.Read(keyFile),
            Journal = new JournalOptions { DataDirectory = dataDirectory, Durability = Durability.Process },
            Venues = [.. policy.Venues.Select(v => new PaperVenue(new PaperVenueOptions { Name = v.Name }))],
            Operators = keys,
        };
    }

    internal void Validate()
    {
        List<string> errors = [];
        PowerOfTwo(errors, nameof(RingSize), RingSize, 64, 1 << 20);
        PowerOfTwo(errors, nameof(ProposalWindow), ProposalWindow, 16, 1 << 16);
        PowerOfTwo(errors, nameof(FeedSize), FeedSize, 16, 1 << 20);
        PowerOfTwo(errors, nameof(WaitingCallersMax), WaitingCallersMax, 1, 1 << 16);
        Range(errors, nameof(WorkingOrdersMax), WorkingOrdersMax, 1, 1 << 20);
        Range(errors, nameof(TickMillis), TickMillis, 0, 60_000);
        if (EngineCpu is { } cpu)
        {
            Range(errors, nameof(EngineCpu), cpu, 0, 1023);
        }

        if (Journal.RingBytes < PolicyFile.BytesMax * 4L || Journal.SegmentBytes < PolicyFile.BytesMax * 2L)
        {
            errors.Add($"Journal: the ring needs at least {PolicyFile.BytesMax * 4L} bytes and a segment {PolicyFile.BytesMax * 2L}, so that a policy fits one record");
        }

        errors.AddRange(Follower?.Violations().Select(v => $"{nameof(Follower)}: {v}") ?? []);
        CheckKeys(errors, nameof(Operators), Operators, Policy.Operators);
        CheckKeys(errors, nameof(Approvers), Approvers, Policy.Approvers);

        if (Operators.Values.DistinctBy(k => Convert.ToHexString(k.Span)).Count() != Operators.Count)
        {
            errors.Add("Operators: two of them have the same key, so that one person could pass for two");
        }

        ValidateVenues(errors);
        if (errors.Count != 0)
        {
            throw new ArgumentException("ChronosOptions: " + string.Join("; ", errors));
        }
    }

    private static void CheckKeys(
        List<string> errors, string option, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> keys, IReadOnlyList<string> named)
    {
        foreach (var (name, key) in keys)
        {
            if (key.Length < SealKey.SecretBytesMin)
            {
                errors.Add($"{option}['{name}']: a key has at least {SealKey.SecretBytesMin} bytes");
            }

            if (!named.Contains(name))
            {
                errors.Add($"{option}['{name}']: the policy's keys.{option.ToLowerInvariant()} do not name '{name}'");
            }
        }
    }

    private void ValidateVenues(List<string> errors)
    {
        foreach (var terms in Policy.Venues)
        {
            if (Venues.Count(v => v.Name == terms.Name) != 1)
            {
                errors.Add($"Venues: exactly one must be named '{terms.Name}', as the policy's");
            }
        }

        foreach (var venue in Venues)
        {
            if (!Policy.Venues.Any(t => t.Name == venue.Name))
            {
                errors.Add($"Venues: the policy has no venue '{venue.Name}'");
            }

            if (venue.IsSimulated == (Mode == EngineMode.Live))
            {
                errors.Add($"Venues: '{venue.Name}' is {(venue.IsSimulated ? "simulated" : "real")}, which does not go with mode {Mode}");
            }
        }
    }

    private static void PowerOfTwo(List<string> errors, string name, int value, int low, int high)
    {
        Range(errors, name, value, low, high);
        if (!int.IsPow2(value))
        {
            errors.Add($"{name} is {value}, not a power of two");
        }
    }

    private static void Range(List<string> errors, string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            errors.Add($"{name} is {value}, outside {low} to {high}");
        }
    }
}
