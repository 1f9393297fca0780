using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Quorum;
using Chronos.Core.Replay;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>What a scenario changes about its engine.</summary>
internal sealed class EngineSetup
{
    public Policy? Policy { get; set; }

    public IVenue? Venue { get; set; }

    public Durability Durability { get; set; } = Durability.Process;

    public int RingSize { get; set; } = 2048;

    public int WorkingOrdersMax { get; set; } = 1024;

    public int WaitingCallersMax { get; set; } = 1024;

    public int FeedSize { get; set; } = 1024;

    public IReadOnlyList<ApproverKey> Approvers { get; set; } = [];

    /// <summary>The engine's clock; null for the one the test moves.</summary>
    public IClock? Clock { get; set; }

    public FollowerOptions? Follower { get; set; }

    public bool StartsFromSnapshot { get; set; } = true;

    public EngineMode Mode { get; set; } = EngineMode.Paper;
}
