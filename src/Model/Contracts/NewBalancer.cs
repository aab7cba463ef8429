using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Model.Contracts;

/// <summary>Makes an algorithm's instance for one backend in one worker.</summary>
/// <param name="backend">Its servers and how they hash.</param>
/// <param name="proxy">The proxy's id: its record on the board.</param>
/// <param name="board">Where servers' states and loads are read.</param>
public delegate IBalancer NewBalancer(BackendPlan backend, int proxy, Board board);
