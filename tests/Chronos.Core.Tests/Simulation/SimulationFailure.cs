namespace Chronos.Core.Tests.Simulation;

/// <summary>An oracle objects. The message names the oracle, the seed and the step.</summary>
internal sealed class SimulationFailure(string message) : Exception(message);
