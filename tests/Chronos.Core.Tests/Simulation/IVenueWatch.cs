using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Sees every order that reaches the venue, before the venue takes it.</summary>
internal interface IVenueWatch
{
    /// <summary>The order decided at a sequence has arrived.</summary>
    void OnSend(long sequence, in MessageTerms terms);
}
