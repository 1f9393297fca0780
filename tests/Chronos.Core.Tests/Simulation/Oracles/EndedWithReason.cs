using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O10: a process that ends itself has stopped egress and left its reason where the next start finds it; a refusal is named.</summary>
internal static class EndedWithReason
{
    /// <summary>The process is about to end itself.</summary>
    public static void Check(World world, SimulatedProcess process, string reason)
    {
        world.Require(process.Store.Watermarks.EgressStopped, "O10", () => "a process ends and egress goes on");
        world.Require(
            File.Exists(process.Store.ReasonPath) && File.ReadAllText(process.Store.ReasonPath).StartsWith(reason, StringComparison.Ordinal),
            "O10", () => $"no reason was left for: {reason}");
    }

    /// <summary>A start was refused: with a known code, and for damage, errors or want of space only where there was some.</summary>
    public static void CheckRefusal(World world, JournalRefusedException refusal, bool mayBeDamaged, bool diskFailed)
    {
        var byFiles = refusal.Code is RefusalCode.Corrupt or RefusalCode.Foreign;
        world.Require(Enum.IsDefined(refusal.Code), "O10", () => $"a refusal without a known code: {refusal.Message}");
        world.Require(
            refusal.Code != RefusalCode.Device || diskFailed, "O10", () => $"refused for a disk that did not fail: {refusal.Message}");
        world.Require(
            refusal.Code != RefusalCode.NoSpace || world.Disk.IsFull, "O10", () => $"refused for space there is: {refusal.Message}");
        world.Require(
            !byFiles || mayBeDamaged, "O10", () => $"refused although nothing was damaged: {refusal.Verdict}: {refusal.Message}");
    }
}
