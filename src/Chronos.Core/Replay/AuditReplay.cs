using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;
using Chronos.Core.Signing;

namespace Chronos.Core.Replay;

/// <summary>
/// A replay that is looked at record by record: what was decided and why, and what was handed to the venues. What explain,
/// export and reports tell is read off it, so that the hot path stores nothing for them. One thread at a time.
/// </summary>
internal sealed class AuditReplay : IDisposable
{
    private readonly DecisionReader _reader;
    private readonly HandedOver _handed = new();
    private readonly Replayer _replayer;
    private readonly bool _withCounterfactual;

    /// <summary>A replay from nothing; figures are read of the proposals that are wanted, and seals made anew with keys.</summary>
    /// <param name="withFigures">Which proposals every gate is asked about once more.</param>
    /// <param name="keys">Keys for making seals anew; null takes the recorded ones.</param>
    /// <param name="withCounterfactual">Whether it is found what those proposals would have to be to pass; a search for each.</param>
    public AuditReplay(Func<Proposal, bool> withFigures, KeyRing? keys = null, bool withCounterfactual = false)
        : this(new EngineState(), withFigures, keys, withCounterfactual)
    {
    }

    /// <summary>A replay that goes on from a snapshot's state, which is its own from now on; nothing has figures.</summary>
    public AuditReplay(EngineState state)
        : this(state, _ => false, keys: null, withCounterfactual: false)
    {
    }

    private AuditReplay(EngineState state, Func<Proposal, bool> withFigures, KeyRing? keys, bool withCounterfactual)
    {
        _withCounterfactual = withCounterfactual;
        _reader = new DecisionReader { WithFigures = withFigures };
        _replayer = new Replayer(state, keys, _reader, _handed);
    }

    /// <summary>The event of the last record.</summary>
    public ref readonly EngineEvent Last => ref _replayer.Last;

    /// <summary>The books after the last record.</summary>
    public EngineState State => _replayer.State;

    /// <summary>The decision the last record made about a proposal; null when it made none.</summary>
    public DecisionReading? Decision { get; private set; }

    /// <summary>Orders the last record handed over.</summary>
    public IReadOnlyList<SealedOrder> Orders => _handed.Orders;

    /// <summary>Cancels the last record handed over.</summary>
    public IReadOnlyList<OrderCancel> Cancels => _handed.Cancels;

    /// <summary>Takes the next record in order. Throws <see cref="InvalidDataException"/> when it cannot be an event.</summary>
    public void Take(in RecordView record)
    {
        _handed.Clear();
        var recomputed = _replayer.SealsRecomputed;
        _replayer.Replay(in record);
        Decision = _reader.Last;
        if (Decision is null)
        {
            return;
        }

        var decision = Decision.Decision;
        if (_withCounterfactual && _reader.WithFigures(decision.Proposal))
        {
            _replayer.AddCounterfactual();
            decision.Counterfactual = Last.Counterfactual;
        }

        Decision = Decision with
        {
            Decision = decision,
            IsSealRecomputed = _replayer.SealsRecomputed != recomputed,
            IsIdentical = _replayer.LastIsIdentical,
        };
    }

    /// <summary>What has been found so far.</summary>
    public ReplayReport Report() => _replayer.Report();

    /// <inheritdoc />
    public void Dispose() => _replayer.Dispose();
}
