namespace Weir.Rules.Samples;

/// <summary>What an argument of a fetch or converter may be.</summary>
internal enum ArgumentKind : byte
{
    Text,
    Number,

    /// <summary>A frontend; without the argument the section itself.</summary>
    Frontend,

    /// <summary>A backend; without the argument the section itself.</summary>
    Backend,

    /// <summary>A server: <c>[backend/]server</c>.</summary>
    Server,

    /// <summary>A list of users.</summary>
    Users,
}
