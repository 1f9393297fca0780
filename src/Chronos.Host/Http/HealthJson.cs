namespace Chronos.Host.Http;

/// <summary>The state of the system.</summary>
internal sealed record HealthJson(
    string Mode,
    string Stage,
    bool Simulated,
    bool Running,
    string TradingState,
    IReadOnlyList<ScopeJson> Scopes,
    IReadOnlyList<LossStageJson> LossStages,
    IReadOnlyList<SweepJson> Sweeps,
    string EngineTime,
    long Sequence,
    PolicyJson Policy,
    JournalJson Journal,
    CountersJson Counters,
    FollowerJson? Follower,
    ArchiveJson? Archive);
