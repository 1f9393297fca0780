using Chronos.Core.Model;

namespace Chronos.Core.Tests.Gates;

/// <summary>What one gate answered: its cap and, when it objects, its finding.</summary>
internal readonly record struct GateAnswer(long PermittedUnits, ReasonCode Code, long Observed, long Limit);
