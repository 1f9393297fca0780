using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What a cap must be, said in one line.</summary>
internal static class CapAssert
{
    public static void Passes(GateAnswer cap) => Assert.Equal((long.MaxValue, ReasonCode.None), (cap.PermittedUnits, cap.Code));

    public static void Blocks(GateAnswer cap, ReasonCode code, long observed = 0, long limit = 0) => Cuts(cap, 0, code, observed, limit);

    public static void Cuts(GateAnswer cap, long permittedUnits, ReasonCode code, long observed, long limit) =>
        Assert.Equal((permittedUnits, code, observed, limit), (cap.PermittedUnits, cap.Code, cap.Observed, cap.Limit));
}
