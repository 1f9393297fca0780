using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>How much of its loss limits every account, strategy and asset has used, and how often that has changed.</summary>
/// <remarks>The engine thread writes; any thread may read a stage or copy all of them.</remarks>
internal sealed class StageBook
{
    private LossStage[] _accounts = [];
    private LossStage[] _strategies = [];
    private LossStage[] _assets = [];
    private long _changes;

    /// <summary>Changes of any stage since the journal began. Whoever has seen as many has missed none.</summary>
    public long Changes => Volatile.Read(ref _changes);

    public LossStage Account(int account) => _accounts[account];

    public LossStage Strategy(int strategy) => _strategies[strategy];

    public LossStage Asset(int asset) => _assets[asset];

    /// <summary>Whether entries of a proposal's account, strategy or asset keep a distance in time.</summary>
    public bool IsSlowed(int account, int strategy, int asset) =>
        _accounts[account] >= LossStage.Slowed || _strategies[strategy] >= LossStage.Slowed || _assets[asset] >= LossStage.Slowed;

    public void SetAccount(int account, LossStage stage) => Set(ref _accounts[account], stage);

    public void SetStrategy(int strategy, LossStage stage) => Set(ref _strategies[strategy], stage);

    public void SetAsset(int asset, LossStage stage) => Set(ref _assets[asset], stage);

    public void Resize(int accounts, int strategies, int assets)
    {
        Grow(ref _accounts, accounts);
        Grow(ref _strategies, strategies);
        Grow(ref _assets, assets);
    }

    /// <summary>A copy of all stages. The count of changes is read first: what changes while copying shows as a higher one later. Any thread.</summary>
    public StageReport Read() => new(
        Changes,
        [.. Volatile.Read(ref _accounts)],
        [.. Volatile.Read(ref _strategies)],
        [.. Volatile.Read(ref _assets)]);

    public void AddTo(StateHash hash)
    {
        hash.Add(_changes);
        Add(hash, _accounts);
        Add(hash, _strategies);
        Add(hash, _assets);
    }

    private void Set(ref LossStage stage, LossStage value)
    {
        if (stage != value)
        {
            stage = value;
            Volatile.Write(ref _changes, _changes + 1);
        }
    }

    private static void Grow(ref LossStage[] stages, int count)
    {
        var grown = new LossStage[count];
        stages.CopyTo(grown, 0);
        Volatile.Write(ref stages, grown);
    }

    private static void Add(StateHash hash, LossStage[] stages)
    {
        foreach (var stage in stages)
        {
            hash.Add((long)stage);
        }
    }
}
