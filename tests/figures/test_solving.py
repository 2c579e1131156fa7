"""Inverse kinematics, placing and mirroring as properties."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabplanner.figures import body, limbs, planting
from rehabplanner.figures.contacts import FLOOR, contact, drift
from rehabplanner.figures.pose import BASES, Pose, ease, limits, mixed
from rehabplanner.figures.skeleton import posed
from rehabplanner.figures.vectors import dot, length, sub

QUICK = settings(max_examples=40, deadline=None)
coordinate = st.floats(-60, 60)


@given(st.tuples(coordinate, coordinate, coordinate))
@QUICK
def test_two_bones_keep_their_lengths_and_reach_what_can_be_reached(goal):
    root, hint = (0.0, 0.0, 0.0), (30.0, 5.0, 2.0)
    middle, end = limbs.bent(root, goal, body.THIGH, body.SHANK, hint)
    assert isclose(length(sub(middle, root)), body.THIGH, abs_tol=1e-6)
    assert isclose(length(sub(end, middle)), body.SHANK, abs_tol=1e-6)
    if 1 < length(goal) < (body.THIGH + body.SHANK) * 0.999:
        assert length(sub(end, goal)) < 1e-6


@given(st.floats(0, 110), st.floats(0, 120), st.floats(0, 50))
@QUICK
def test_planted_feet_stay_where_they_are_in_any_squat(hip, knee, pitch):
    plants = {"left_foot": FLOOR, "right_foot": FLOOR}
    start, anchors = planting.settled(posed(BASES["standing"]), plants, {})
    assert all(drift(start, name, anchor) < 0.01 for name, anchor in anchors.items())
    pose = BASES["standing"].with_angles(
        {"hip_flexion": hip, "knee_flexion": knee, "pelvis_pitch": pitch}
    )
    after, _ = planting.settled(posed(pose), plants, anchors)
    assert all(drift(after, name, anchor) < 0.1 for name, anchor in anchors.items())


@given(st.sampled_from(sorted(BASES)), st.data())
@QUICK
def test_a_mirrored_pose_is_the_mirror_image(base, data):
    names = data.draw(st.lists(st.sampled_from(sorted(BASES[base].angles)), max_size=6))
    pose = BASES[base].with_angles({n: data.draw(st.floats(-40, 40)) for n in names})
    here, there = posed(pose).points, posed(pose.mirrored()).points
    for name, (x, y, z) in here.items():
        side, _, rest = name.partition("_")
        twin = {"left": "right_", "right": "left_"}.get(side)
        other = there[twin + rest if twin else name]
        assert other == pytest.approx((x, -y, z), abs=1e-6)
    assert pose.mirrored().mirrored().angles == pytest.approx(pose.angles)


@pytest.mark.parametrize("base", sorted(BASES))
def test_base_postures_are_within_the_joints_limits(base):
    assert list(BASES[base].outside_limits()) == []


def test_angles_beyond_a_joint_are_named():
    beyond = list(Pose({"left_knee_flexion": 200}).outside_limits())
    assert beyond == [("left_knee_flexion", 200, -5, 160)]
    assert limits("left_knee_flexion") == (-5, 160)


def test_a_side_wins_over_both_sides():
    pose = Pose({}).with_angles({"left_hip_flexion": 10, "hip_flexion": 50})
    assert (pose["left_hip_flexion"], pose["right_hip_flexion"]) == (10, 50)


def test_mixing_and_easing_meet_their_ends():
    a, b = Pose({"left_knee_flexion": 10}), Pose({"left_knee_flexion": 30})
    assert mixed(a, b, 0.5)["left_knee_flexion"] == 20
    assert (ease(0), ease(0.5), ease(1)) == pytest.approx((0, 0.5, 1))


def test_flexion_carries_segments_the_way_the_clinic_says():
    pose = Pose({}).with_angles({"hip_flexion": 90, "knee_flexion": 90, "elbow_flexion": 90})
    points = posed(pose).points
    assert points["left_knee"][0] > 40  # forward
    assert points["left_ankle"][2] < points["left_knee"][2] - 40  # shank hangs down
    assert points["left_wrist"][0] > points["left_elbow"][0] + 20
    wide = posed(Pose({}).with_angles({"hip_abduction": 30})).points
    assert wide["left_knee"][1] > 25 > -25 > wide["right_knee"][1]


def test_side_lying_is_on_the_right_side_facing_right():
    frame = posed(BASES["side-lying"]).frames["pelvis"]
    assert dot(frame[1], (0, 0, 1)) > 0.99
    assert contact(posed(BASES["side-lying"]), "pelvis", FLOOR)[2] < -10
