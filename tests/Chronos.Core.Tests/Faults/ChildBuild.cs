namespace Chronos.Core.Tests.Faults;

/// <summary>Which build of the process to be killed: the core as it is shipped, or the one with negative controls in it.</summary>
/// <param name="Program">Path of its assembly.</param>
/// <param name="Environment">What it is started with.</param>
internal sealed record ChildBuild(string Program, (string Key, string Value)[] Environment)
{
    /// <summary>The environment variable that chooses a control.</summary>
    public const string ControlVariable = "CHRONOS_CONTROL";

    /// <summary>The core as it is shipped.</summary>
    public static readonly ChildBuild Shipped = new(In("crash-child", "Chronos.CrashChild.dll"), []);

    /// <summary>The build with controls, where none is chosen.</summary>
    public static readonly ChildBuild WithControls = new(In("control-child", "Chronos.ControlChild.dll"), []);

    /// <summary>The build with controls that does without one protection: crc, sync or one-attempt.</summary>
    public static ChildBuild Without(string protection) => WithControls with { Environment = [(ControlVariable, protection)] };

    private static string In(string folder, string file) => Path.Combine(AppContext.BaseDirectory, folder, file);
}
