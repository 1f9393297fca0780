using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Replay;

/// <summary>What a follower follows, and who hears of it.</summary>
internal sealed record FollowerSource
{
    public required JournalReader Reader { get; init; }

    public required string Directory { get; init; }

    public required byte[] EngineId { get; init; }

    public required IDisk Disk { get; init; }

    public required IClock Clock { get; init; }

    /// <summary>Last sequence written, for the lag; it may not have been synced.</summary>
    public required Func<long> Written { get; init; }

    /// <summary>Last sequence that will come, once nobody writes any more.</summary>
    public Func<long> End { get; init; } = () => 0;

    /// <summary>Last sequence under a signed tree head.</summary>
    public Func<long> Sealed { get; init; } = () => 0;

    /// <summary>How long it waits before it looks again where there was nothing: microseconds.</summary>
    public uint IdleMicros { get; init; } = 500;

    /// <summary>Hears once of what was found wrong, on the follower's thread.</summary>
    public Action<string> OnAlarm { get; init; } = _ => { };
}
