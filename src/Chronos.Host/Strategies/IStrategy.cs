using Chronos.Core.Model;

namespace Chronos.Host.Strategies;

/// <summary>A sample strategy: sees quotes and its own decisions, and can do nothing but propose and ask to cancel.</summary>
internal interface IStrategy
{
    /// <summary>Its name in the policy.</summary>
    string Name { get; }

    /// <summary>A decision about one of its proposals or cancel requests.</summary>
    void OnDecision(in Decision decision);

    /// <summary>A new quote of any instrument, at engine time <paramref name="nowNanos"/>.</summary>
    void OnQuote(in Quote quote, long nowNanos, IProposals proposals);
}
