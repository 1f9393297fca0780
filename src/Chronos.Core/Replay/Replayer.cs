using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Core.Replay;

/// <summary>
/// Runs recorded inputs through the pipeline again and compares every record it makes with the recorded one. Recovery,
/// verification and audit are this one thing. One thread at a time.
/// </summary>
public sealed class Replayer : IDisposable
{
    private readonly RecordComparer _comparer = new();
    private readonly ReplaySealer _sealer;
    private readonly ChronosPipeline _pipeline;
    private readonly long _fromSequence;
    private EngineEvent _event;
    private long _records;
    private long _decisions;
    private long _identical;
    private int _hashes;
    private string? _firstDifference;

    /// <summary>A replay from nothing; with keys, seals are made anew and compared.</summary>
    public Replayer(KeyRing? keys = null)
        : this(new EngineState(), keys)
    {
    }

    /// <summary>A replay that goes on from a state, which is its own from now on.</summary>
    internal Replayer(EngineState state, KeyRing? keys)
        : this(state, keys, null, new NullOutbound())
    {
    }

    /// <summary>A replay from nothing that somebody watches: each decision, and what was handed to the venues.</summary>
    internal Replayer(KeyRing? keys, IDecisionWitness witness, IOutbound outbound)
        : this(new EngineState(), keys, witness, outbound)
    {
    }

    /// <summary>A replay that goes on from a state, which is its own from now on, and that somebody watches.</summary>
    internal Replayer(EngineState state, KeyRing? keys, IDecisionWitness? witness, IOutbound outbound)
    {
        State = state;
        Scope = new SealScope(state.Epochs);
        if (state.Policy is not null)
        {
            var identity = state.Identity;
            Scope.EngineId = ((ReadOnlySpan<byte>)identity.EngineId).ToArray();
            Scope.Mode = identity.Mode;
            Scope.Stage = identity.Stage;
            Scope.Policy = state.Policy;
        }

        _fromSequence = state.Sequence;
        _sealer = new ReplaySealer(keys);
        IJournal journal = witness is null
            ? _comparer
            : new WitnessedJournal(_comparer, () => witness.OnDecided(ref _event, state));
        _pipeline = new ChronosPipeline(state, Scope, _sealer, journal, outbound);
    }

    internal EngineState State { get; }

    /// <summary>What seals are bound to, as of the last record.</summary>
    internal SealScope Scope { get; }

    /// <summary>The first record that came out different, or null.</summary>
    public string? FirstDifference => _firstDifference;

    /// <summary>Sequence of the record it can take next.</summary>
    public long NextSequence => State.Sequence + 1;

    /// <summary>Decisions replayed so far.</summary>
    internal long Decisions => _decisions;

    /// <summary>Replays one record. Throws <see cref="InvalidDataException"/> when it cannot be an event.</summary>
    public unsafe void Replay(in RecordView record)
    {
        var kind = (EventKind)record.Type;
        if (kind is EventKind.None or > EventKind.Depth)
        {
            throw new InvalidDataException($"record {record.Sequence} has the unknown type {record.Type}");
        }

        if (kind == EventKind.EngineStop)
        {
            CompareStateHash(in record);
        }

        RecordPayload.ReadInput(record.Payload, kind, record.TimeNanos, ref _event);
        _sealer.Expect(record.Payload, kind);
        fixed (byte* payload = record.Payload)
        {
            _comparer.Expect(record.Sequence, payload, record.Payload.Length);
            _pipeline.Process(ref _event);
            _comparer.Compare();
        }

        _records++;
        _decisions += RecordPayload.Decides(kind, _event.Outcome) ? 1 : 0;
        if (_comparer.Difference is null && _event.TimeNanos == record.TimeNanos)
        {
            _identical++;
        }
        else
        {
            _firstDifference ??= $"record {record.Sequence}: {_comparer.Difference ?? "another engine time"}";
        }
    }

    /// <summary>The event of the record replayed last, with everything that was decided about it.</summary>
    public ref readonly EngineEvent Last => ref _event;

    /// <summary>Seals made anew with a key so far.</summary>
    internal long SealsRecomputed => _sealer.Recomputed;

    /// <summary>The payload made for the record replayed last, whether it is the recorded one or not.</summary>
    internal ReadOnlySpan<byte> LastMade => _comparer.Made;

    /// <summary>True when the record replayed last was made again byte for byte.</summary>
    internal bool LastIsIdentical => _comparer.Difference is null;

    /// <summary>Adds to <see cref="Last"/> what would pass after it, when its proposal did not pass whole.</summary>
    internal void AddCounterfactual() => _pipeline.AddCounterfactual(ref _event);

    /// <summary>What has been found so far.</summary>
    public ReplayReport Report() => new()
    {
        SnapshotSequence = _fromSequence,
        Records = _records,
        Decisions = _decisions,
        Identical = _identical,
        SealsRecomputed = _sealer.Recomputed,
        FirstDifference = _firstDifference,
        StateHash = Convert.ToHexStringLower(State.Hash()),
        StateHashesConfirmed = _hashes,
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _sealer.Dispose();
        _comparer.Dispose();
    }

    private void CompareStateHash(in RecordView record)
    {
        var recorded = record.Payload.Slice(RecordPayload.HeadBytes, 32);
        if (recorded.SequenceEqual(State.Hash()))
        {
            _hashes++;
        }
        else
        {
            _firstDifference ??= $"record {record.Sequence}: the state hash before the stop differs";
        }
    }
}
