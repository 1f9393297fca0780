using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>A nudge of a limit, and the first case that came out differently under it; none when nobody would notice.</summary>
internal sealed record NudgeResult(PolicyNudge Nudge, PolicyCase? NoticedBy);
