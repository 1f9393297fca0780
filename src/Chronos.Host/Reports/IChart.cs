namespace Chronos.Host.Reports;

/// <summary>Something drawn as SVG.</summary>
internal interface IChart
{
    /// <summary>The element, without scripts or references.</summary>
    string Svg();
}
