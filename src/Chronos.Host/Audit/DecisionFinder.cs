using Chronos.Core;
using Chronos.Core.Decode;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Host.Http;

namespace Chronos.Host.Audit;

/// <summary>
/// Finds decisions of a running engine by deciding its journal again up to what is synced. Slow by nature, so one at a
/// time; any thread.
/// </summary>
internal sealed class DecisionFinder(ChronosEngine engine) : IDisposable
{
    private const int SyncWaitMillis = 2000;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The decision at a sequence, without reports; null when no proposal was decided there.</summary>
    public Task<DecisionJson?> FindAsync(long sequence, CancellationToken stop) =>
        SearchAsync(new DecisionSearch { Sequence = sequence }, stop);

    /// <summary>The decision about a strategy's proposal, with every report of its order; null when there is none.</summary>
    public Task<DecisionJson?> FindAsync(StrategyId strategy, ProposalId id, CancellationToken stop) =>
        SearchAsync(new DecisionSearch { Strategy = strategy, Id = id }, stop);

    /// <summary>
    /// Everything behind a strategy's proposal, as <c>journal explain</c> tells it without a key; null when there is none, or where
    /// retention has removed the beginning of the journal, without which nothing is explained.
    /// </summary>
    public Task<Explanation?> ExplainAsync(string strategy, ProposalId id, CancellationToken stop) =>
        OneAtATimeAsync(() => Explain(new ProposalName(strategy, id), stop), stop);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private Task<DecisionJson?> SearchAsync(DecisionSearch search, CancellationToken stop) =>
        OneAtATimeAsync(() => Search(search, stop), stop);

    private async Task<T> OneAtATimeAsync<T>(Func<T> work, CancellationToken stop)
    {
        await _one.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await WaitForSyncAsync(stop).ConfigureAwait(false);
            return await Task.Run(work, stop).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What was written when asked is on disk moments later, unless the disk has stalled.</summary>
    private async Task WaitForSyncAsync(CancellationToken stop)
    {
        var written = engine.Journal.Written;
        for (var i = 0; i < SyncWaitMillis && engine.Journal.Synced < written; i++)
        {
            await Task.Delay(1, stop).ConfigureAwait(false);
        }
    }

    private Explanation? Explain(ProposalName name, CancellationToken stop)
    {
        var directory = engine.Options.Journal.DataDirectory;
        if (JournalReader.FirstSequence(directory) > 1)
        {
            return null;
        }

        using var explainer = new Explainer(name);
        using var reader = new JournalReader(directory, 1, new Watermarks(engine.Journal.Synced));
        while (reader.TryRead(out var record))
        {
            stop.ThrowIfCancellationRequested();
            explainer.Take(in record);
        }

        return explainer.Answer();
    }

    private DecisionJson? Search(DecisionSearch search, CancellationToken stop)
    {
        var directory = engine.Options.Journal.DataDirectory;
        using var replayer = SnapshotReplay.FromTheBeginning(directory);
        // The reader follows the writer up to this mark and not a byte further.
        using var reader = new JournalReader(directory, replayer.NextSequence, new Watermarks(engine.Journal.Synced));
        while (reader.TryRead(out var record) && !search.IsOver)
        {
            stop.ThrowIfCancellationRequested();
            if (search.Found is null || !search.IsFinal)
            {
                replayer.Replay(in record);
                search.See(in replayer.Last, replayer.State);
            }
            else if ((EventKind)record.Type == EventKind.ExecutionReport)
            {
                search.SeeReport(in record);
            }
        }

        return search.Answer();
    }
}
