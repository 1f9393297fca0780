namespace Chronos.Core.Tests.Simulation;

/// <summary>Tests that keep every processor busy for a minute, so they run while no test that waits or measures does.</summary>
[CollectionDefinition(nameof(AllProcessors), DisableParallelization = true)]
public sealed class AllProcessors;
