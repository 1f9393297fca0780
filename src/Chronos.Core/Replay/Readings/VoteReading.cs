using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>One approver's vote and every figure it judged, in the order it judges them.</summary>
/// <param name="Approver">Who voted.</param>
/// <param name="Vote">The vote.</param>
/// <param name="Gauges">What was looked at up to the answer; none where the approver had no input for it.</param>
internal sealed record VoteReading(ApproverId Approver, Vote Vote, IReadOnlyList<Gauge> Gauges);
